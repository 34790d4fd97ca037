-- A person reads the pages in the language they chose, wherever they sign in.
alter table users add column language text;
alter table users add constraint users_language check (language in ('en', 'sl'));
comment on column users.language is 'As ISO 639-1; null where the person never chose: then the browser says.';
