-- Views of the order list that people keep, and which of them the list opens with.
alter table saved_views
    add column updated_at timestamptz not null default now(),
    add constraint saved_views_name_length check (length(name) between 1 and 60),
    add constraint saved_views_query_length check (length(query) <= 2000);
alter table saved_views drop constraint saved_views_name_unique;
-- "To pack" and "to pack" would be the same to people
create unique index saved_views_name_unique on saved_views (user_id, lower(name));
create index saved_views_shared on saved_views (lower(name)) where shared;
comment on column saved_views.query is 'Filters, sort and columns as in the address of the list, without the page.';

alter table users add column default_view text;
comment on column users.default_view is 'What the order list opens with: a built-in view or the id of a saved one.';
