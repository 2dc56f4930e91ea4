-- +goose Up
-- Why a complaint's procedure governs it, and the proof that was offered. What a
-- holder shows to hold a case is a suit, or a complaint to an authority where the
-- procedure counts one.
ALTER TABLE complaints ADD COLUMN selected_by TEXT NOT NULL DEFAULT '';
ALTER TABLE complaints ADD COLUMN proof TEXT NOT NULL DEFAULT '';
ALTER TABLE answers ADD COLUMN court_action TEXT NOT NULL DEFAULT '';
