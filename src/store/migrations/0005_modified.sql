-- When the record last changed here, RFC 3339: what readers of the published feed ask for changes by.
ALTER TABLE service ADD COLUMN modified TEXT NOT NULL DEFAULT '';
UPDATE service SET modified = COALESCE((SELECT at FROM batch WHERE batch.id = service.batch), '');
