-- +goose Up
-- Under which versions of procedures cases run is asked at every start.
CREATE INDEX cases_procedure ON cases (procedure, procedure_version);
