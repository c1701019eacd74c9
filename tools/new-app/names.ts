/** The ways one app's name is written. */
export interface AppNames {
  /** `loyalty-points`: folder, subjects, database, role. */
  kebab: string;
  /** `LoyaltyPoints`: classes. */
  pascal: string;
}

/** Something the caller of new-app can mend. */
export class NewAppFault extends Error {
  override readonly name = 'NewAppFault';
}

/** Names that mean something else: to PostgreSQL, to the broker, to the folders of this repository, to its classes. */
const reserved = new Set([
  'admin',
  'app',
  'apps',
  'bench',
  'broker',
  'chaos',
  'common',
  'console',
  'croupier',
  'database',
  'libs',
  'messaging',
  'none',
  'postgres',
  'public',
  'runtime',
  'service',
  'system',
  'test',
  'tools',
  'user',
  'web',
]);

const longest = 30;

/** Checks the form of a name. @throws NewAppFault saying what is wrong with it */
export function namesOf(name: string | undefined): AppNames {
  if (name === undefined) throw new NewAppFault('say how the app is called: npm run new-app loyalty-points');
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) {
    throw new NewAppFault(
      `"${name}" cannot be a subject: use lower-case words joined by hyphens, such as loyalty-points`,
    );
  }
  if (name.length < 3 || name.length > longest) {
    throw new NewAppFault(`"${name}" must be 3 to ${longest} characters long`);
  }
  if (reserved.has(name))
    throw new NewAppFault(`"${name}" already means something else; choose another name`);
  const pascal = name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return { kebab: name, pascal };
}
