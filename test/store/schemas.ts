/** The facts about a table that both kinds of database must agree on. */
interface TableFacts {
  /** Each column's kind, whether it may be null, and whether it has a default. */
  readonly columns: Readonly<Record<string, string>>;
  readonly primaryKey: string;
  /** Columns of each further index; unique and partial ones say so. */
  readonly indexes: readonly string[];
  readonly foreignKeys: readonly string[];
}

export type SchemaFacts = Readonly<Record<string, TableFacts>>;

type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

function columnFacts(type: unknown, isNullable: boolean, hasDefault: boolean): string {
  const kind = /text|char/i.test(String(type)) ? "text" : "number";
  return [kind, isNullable ? "or null" : "", hasDefault ? "with a default" : ""].filter(Boolean).join(" ");
}

function indexFacts(columns: string, isUnique: boolean, isPartial: boolean): string {
  return [isUnique ? "unique" : "", columns, isPartial ? "partly" : ""].filter(Boolean).join(" ");
}

const join = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map(({ name }) => name).join(", ");

export async function sqliteSchema(query: Query, tables: readonly string[]): Promise<SchemaFacts> {
  const facts: Record<string, TableFacts> = {};
  for (const table of tables) {
    const columns = await query(`pragma table_info(${table})`);
    const keys = columns.filter(({ pk }) => pk !== 0).sort((a, b) => Number(a.pk) - Number(b.pk));
    const indexes: string[] = [];
    for (const { name, unique, origin, partial } of await query(`pragma index_list(${table})`)) {
      if (origin === "pk") continue;
      indexes.push(indexFacts(join(await query(`pragma index_info(${name})`)), unique === 1, partial === 1));
    }
    const references = await query(`pragma foreign_key_list(${table})`);
    facts[table] = {
      columns: Object.fromEntries(
        columns.map(({ name, type, notnull, dflt_value, pk }) => [
          name,
          columnFacts(type, notnull === 0 && pk === 0, dflt_value !== null),
        ]),
      ),
      primaryKey: join(keys),
      indexes: indexes.toSorted(),
      foreignKeys: references
        .map((key) => `${key.from} → ${key.table}.${key.to}, ${String(key.on_delete).toLowerCase()}`)
        .toSorted(),
    };
  }
  return facts;
}

export async function postgresSchema(query: Query, tables: readonly string[]): Promise<SchemaFacts> {
  const facts: Record<string, TableFacts> = {};
  for (const table of tables) {
    const columns = await query(
      `select column_name as name, data_type, is_nullable, column_default from information_schema.columns
       where table_name = '${table}'`,
    );
    const indexes = await query(
      `select indisunique, indisprimary, indpred is not null as is_partial, array_to_string(array(
         select attname from unnest(indkey) with ordinality as keys (number, place)
         join pg_attribute on attrelid = indrelid and attnum = number order by place
       ), ', ') as columns from pg_index where indrelid = '${table}'::regclass`,
    );
    const references = await query(
      `select a.attname as "from", confrelid::regclass::text as "table", b.attname as "to", confdeltype
       from pg_constraint join pg_attribute a on a.attrelid = conrelid and a.attnum = conkey[1]
       join pg_attribute b on b.attrelid = confrelid and b.attnum = confkey[1]
       where contype = 'f' and conrelid = '${table}'::regclass`,
    );
    facts[table] = {
      columns: Object.fromEntries(
        columns.map(({ name, data_type, is_nullable, column_default }) => [
          name,
          columnFacts(data_type, is_nullable === "YES", column_default !== null),
        ]),
      ),
      primaryKey: String(indexes.find(({ indisprimary }) => indisprimary === true)?.columns),
      indexes: indexes
        .filter(({ indisprimary }) => indisprimary === false)
        .map(({ columns, indisunique, is_partial }) =>
          indexFacts(String(columns), indisunique === true, is_partial === true),
        )
        .toSorted(),
      foreignKeys: references
        .map(
          (key) => `${key.from} → ${key.table}.${key.to}, ${key.confdeltype === "c" ? "cascade" : "other"}`,
        )
        .toSorted(),
    };
  }
  return facts;
}
