import { type DataSource } from 'typeorm';

/** A change of an installed function: what stands there, and what shall. */
export interface Bug {
  function: string;
  find: RegExp;
  become: string;
}

/** Puts a bug into an installed function. @throws Error if the function is not of the expected text any more */
export async function plant(admin: DataSource, { function: name, find, become }: Bug): Promise<void> {
  const [row] = (await admin.query(`SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE proname = $1`, [
    name,
  ])) as {
    text: string;
  }[];
  const text = row?.text ?? '';
  if (!find.test(text)) throw new Error(`the control finds no ${String(find)} in ${name}: write it anew`);
  await admin.query(text.replace(find, become));
}

/** Looks for keys before the account is locked, and keeps nothing that would stop the second one. */
export async function plantEarlyKeyCheck(admin: DataSource): Promise<void> {
  const look = String.raw`(PERFORM FROM unnest\([^;]+known_commands[^;]+;\s+some_known := FOUND;)`;
  await plant(admin, {
    function: 'post',
    find: new RegExp(String.raw`(SELECT array_agg\(x\) INTO held[\s\S]+?)${look}`),
    become: '$2 $1',
  });
  await dropKeys(admin);
}

/** Keeps no keys at all. */
export async function plantNoKeys(admin: DataSource): Promise<void> {
  await plant(admin, { function: 'post', find: /INSERT INTO known_commands[^;]+;/, become: '' });
}

async function dropKeys(admin: DataSource): Promise<void> {
  await admin.query('ALTER TABLE known_commands DROP CONSTRAINT known_commands_pkey');
}
