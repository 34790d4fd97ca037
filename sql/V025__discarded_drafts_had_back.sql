-- A draft that was discarded can be had back for an hour, so it keeps its content that long.
comment on column entry_drafts.closed is
    'Saved or discarded. Kept, so that a window that comes late cannot bring it back. Saved, its content is empty; discarded, it keeps its content for an hour, and its person can have it back.';
create index entry_drafts_discarded on entry_drafts (username, updated_at) where closed and content <> '';
