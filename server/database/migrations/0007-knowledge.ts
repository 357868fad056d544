import { sql, type Kysely } from 'kysely';

/** What comes with the product; filled at the first start, see knowledge/sample-collection.ts. */
const SAMPLES = [
  {
    id: '7861a000-0000-4000-8000-000000000001',
    name: '栖云楼（示例世界）',
    description: '一座虚构的古籍修复所：人物、地点、规矩和两桩旧案。',
  },
  {
    id: '7861a000-0000-4000-8000-000000000002',
    name: 'The Lantern Bindery (sample world)',
    description: 'An invented workshop for damaged books: its people, places, rules and two old mysteries.',
  },
];

/** Collections of documents, cut into chunks that are found by words, by similar spelling and by meaning. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table collections (
      id text primary key,
      name text not null,
      description text not null default '',
      sample boolean not null default false,
      revision bigint not null default 0,
      created_at timestamptz not null default now())`,
    sql`create table documents (
      id text primary key,
      collection_id text not null references collections on delete cascade,
      name text not null,
      bytes integer not null,
      sha256 text not null,
      characters integer not null,
      source_session text,
      created_at timestamptz not null default now())`,
    sql`create unique index documents_content on documents (collection_id, sha256)`,
    sql`create table chunks (
      id bigint generated always as identity primary key,
      collection_id text not null references collections on delete cascade,
      document_id text not null references documents on delete cascade,
      position integer not null,
      heading text not null,
      text text not null,
      sha256 text not null,
      length integer not null,
      words tsvector not null,
      spelling text not null)`,
    sql`create index chunks_document on chunks (document_id, position)`,
    sql`create index chunks_collection on chunks (collection_id)`,
    sql`create index chunks_words on chunks using gin (words)`,
    // One vector a text and model, whoever has the text.
    sql`create table embeddings (
      model text not null,
      sha256 text not null,
      vector bytea not null,
      primary key (model, sha256))`,
    // English words by their stem, stop words as nothing; all other words as they are.
    sql`create function lexeme_of(word text) returns text language sql immutable strict as $$
      select case when word ~ '^[a-z]+$'
        then coalesce((ts_lexize('pg_catalog.english_stem', word))[1], '') else word end $$`,
    // The words hold letters and digits only, so nothing is quoted.
    sql`create function words_vector(given text[]) returns tsvector language sql immutable strict as $$
      select coalesce(string_agg(lexeme || ':' || least(place, 16383), ' '), '')::tsvector
        from (select lexeme_of(word) as lexeme, place from unnest(given) with ordinality as t(word, place)) l
       where lexeme <> '' $$`,
    // Trusted since PostgreSQL 13; where it is not to be had, names and typos are not found by their spelling.
    sql`do $$ begin
      create extension if not exists pg_trgm;
      execute 'create index chunks_spelling on chunks using gin (spelling gin_trgm_ops)';
    exception when others then raise warning 'pg_trgm: %', sqlerrm;
    end $$`,
  ];
  for (const statement of statements) await statement.execute(db);
  for (const { id, name, description } of SAMPLES) {
    await sql`insert into collections (id, name, description, sample)
      values (${id}, ${name}, ${description}, true)`.execute(db);
  }
}
