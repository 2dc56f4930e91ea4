-- +goose Up
-- PostgreSQL keeps the words beside their index already.
SELECT 1;
