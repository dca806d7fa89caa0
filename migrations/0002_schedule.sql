-- A tenant can be read again by itself while a window is open: every so many minutes. Nothing means never.
ALTER TABLE tenants ADD COLUMN schedule_minutes INTEGER CHECK (schedule_minutes >= 5);
