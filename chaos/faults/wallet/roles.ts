import { type DataSource } from 'typeorm';

/** What the wallet's own role may do besides reading: nothing else, on no table. */
const writes: Readonly<Record<string, readonly string[]>> = {
  outbox: ['INSERT'],
  outbox_cursor: ['UPDATE (published_through)', 'UPDATE (stream_created)', 'UPDATE (last_seq)'],
  inbox: ['INSERT'],
  dead_letters: [
    'INSERT',
    ...['redrive_at', 'redriven_at', 'cause', 'delivery', 'failed_at'].map((column) => `UPDATE (${column})`),
  ],
  // How often a fact was begun; nothing of it is money.
  fact_attempts: ['INSERT', 'UPDATE', 'DELETE'],
  // Which replica hears facts.
  fact_turn: ['UPDATE (holder)', 'UPDATE (until)'],
  // How far each stream was heard.
  fact_places: ['INSERT', 'UPDATE'],
  // Signed and append-only: one that is made up does not verify.
  checkpoints: ['INSERT'],
  // How far the ledger was reconciled; what is found there changes no money.
  reconciliation: ['UPDATE'],
};

/** Tables that only messaging's and the migrations' own code may read or change. */
const isOurs = `n.nspname = 'public'`;

/** Whatever a role may do beyond what is declared here, or may not though it is: `nothing` if all is as declared. */
export async function strangeRights(admin: DataSource, role: string): Promise<string[]> {
  return [
    ...(await tables(admin, role)),
    ...(await columns(admin, role)),
    ...(await functions(admin, role)),
    ...(await memberships(admin, role)),
  ];
}

const changes = ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'];

async function tables(admin: DataSource, role: string): Promise<string[]> {
  const rows = (await admin.query(
    `SELECT c.relname AS name, p.right
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN unnest($2::text[]) AS p("right")
      WHERE ${isOurs} AND c.relkind IN ('r', 'p', 'v', 'm') AND has_table_privilege($1, c.oid, p.right)`,
    [role, changes],
  )) as { name: string; right: string }[];
  const found = rows.map(({ name, right }) => `${right} on ${name}`);
  const declared = Object.entries(writes).flatMap(([name, rights]) =>
    rights.filter((right) => !right.includes('(')).map((right) => `${right} on ${name}`),
  );
  return compared(found, declared, 'the service may');
}

async function columns(admin: DataSource, role: string): Promise<string[]> {
  const rows = (await admin.query(
    `SELECT c.relname AS name, a.attname AS column
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${isOurs} AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
        AND has_column_privilege($1, c.oid, a.attnum, 'UPDATE')`,
    [role],
  )) as { name: string; column: string }[];
  const declared = Object.entries(writes).flatMap(([name, rights]) =>
    rights.filter((right) => right.includes('(')).map((right) => `${right} on ${name}`),
  );
  return compared(
    rows
      .filter(({ name }) => !writes[name]?.includes('UPDATE'))
      .map(({ name, column }) => `UPDATE (${column}) on ${name}`),
    declared,
    'the service may',
  );
}

/**
 * A function that runs with its owner's rights names where it looks things up, and nobody may call one but the service.
 * One that runs with its caller's rights gives nobody anything.
 */
async function functions(admin: DataSource, role: string): Promise<string[]> {
  const rows = (await admin.query(
    `SELECT p.oid::regprocedure::text AS name, has_function_privilege('public', p.oid, 'EXECUTE') AS everybody,
            has_function_privilege($1, p.oid, 'EXECUTE') AS service,
            p.proconfig::text LIKE '%search_path=%' AS pinned
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${isOurs} AND p.prosecdef`,
    [role],
  )) as { name: string; everybody: boolean; service: boolean; pinned: boolean | null }[];
  return rows.flatMap(({ name, everybody, service, pinned }) => [
    ...(everybody ? [`everybody may call ${name}`] : []),
    ...(service ? [] : [`nobody may call ${name}`]),
    ...(pinned ? [] : [`${name} runs as its owner and looks names up where its caller says`]),
  ]);
}

async function memberships(admin: DataSource, role: string): Promise<string[]> {
  const [row] = (await admin.query(
    `SELECT r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolbypassrls OR r.rolreplication AS mighty,
            EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS member,
            has_schema_privilege($1, 'public', 'CREATE') AS creates,
            EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE ${isOurs} AND c.relowner = r.oid) AS owns
       FROM pg_roles r WHERE r.rolname = $1`,
    [role],
  )) as { mighty: boolean; member: boolean; creates: boolean; owns: boolean }[];
  return [
    ...(row?.mighty ? [`${role} may do what a superuser may`] : []),
    ...(row?.member ? [`${role} is a member of another role`] : []),
    ...(row?.creates ? [`${role} may create tables`] : []),
    ...(row?.owns ? [`${role} owns a table`] : []),
    ...(row ? [] : [`there is no role ${role}`]),
  ];
}

function compared(found: readonly string[], declared: readonly string[], who: string): string[] {
  return [
    ...found
      .filter((right) => !declared.includes(right))
      .map((right) => `${who} ${right}, which is not declared`),
    ...declared
      .filter((right) => !found.includes(right))
      .map((right) => `${who} not ${right}, which is declared`),
  ];
}
