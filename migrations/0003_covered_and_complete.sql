-- What a dismissal named, as JSON: subjects, how many there were, how much it mattered. Nothing in those of before,
-- which cover whatever their key covers.
ALTER TABLE dismissals ADD COLUMN covers TEXT;
-- Whether nothing is missing as a whole from what is shown after an attempt.
ALTER TABLE attempts ADD COLUMN complete INTEGER NOT NULL DEFAULT 1 CHECK (complete IN (0, 1));
