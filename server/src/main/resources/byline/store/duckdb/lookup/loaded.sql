-- Which segment was loaded last, and how many events are loaded. One row.
SELECT segment, events FROM loaded
