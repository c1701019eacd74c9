import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { type Finding } from './rules.js';
import { type SourceFile } from './source-file.js';

/**
 * Words that say how a text came to be and nothing of the platform, as the start of the SHA-256 of their lower-case
 * form: so the list is no finding of itself.
 */
const unwanted = new Set([
  '053ea4804ef1bb33',
  '386ebc0efd04339a',
  '3ea125d0bff386e6',
  '487b91042c7cf27a',
  '5792d2981981be5a',
  '57de4cf40144bdf7',
  '5d0c0ab127fdea24',
  '5d72436256ada538',
  '5f761acdc3b790a7',
  '60965168ce762e94',
  '67f2d22514622d1b',
  '6f7ac1823da81d2e',
  '7d3194f79e645c42',
  '8c70b25cbbbe8e79',
  '920510199770f4d6',
  'add92b9cde2bdbf3',
  'c70eca6b0f88f44d',
  'c857d09db23e6822',
  'd4f0bc5a29de06b5',
  'de2187af3fb01170',
  'ebde709e306badca',
  'fc5a1047f5919892',
]);

const known = new Map<string, boolean>();

function isUnwanted(word: string): boolean {
  const lower = word.toLowerCase();
  let answer = known.get(lower);
  if (answer === undefined) {
    answer = unwanted.has(createHash('sha256').update(lower).digest('hex').slice(0, 16));
    known.set(lower, answer);
  }
  return answer;
}

/** The HTTP header and Node's connection pool have a word in common with the list. */
const harmless = /\buser[- ]\w+|\bhttps?\.\w+/gi;

const registryAddress =
  /\bregistry\.[a-z0-9-]+\.(org|com|io|net|dev|internal|local)\b|_auth[T]oken|"resolve[d]": "https?:/i;

/** Words of the list above, addresses of package registries, and paths of the machine this runs on. */
export function wordFindings({ path, text }: SourceFile, root: string): Finding[] {
  const paths = [root, homedir()].filter((folder) => folder.split('/').length > 2);
  return text.split('\n').flatMap((line, index) => {
    const at = { file: path, line: index + 1, rule: 'words' };
    // The lock file is a list of packages, and what they are called is not our choice.
    const words =
      path === 'package-lock.json' ? [] : (line.replace(harmless, '').match(/[A-Za-z]{3,}/g) ?? []);
    const found: Finding[] = words.filter(isUnwanted).map((word) => ({ ...at, message: `"${word}"` }));
    if (registryAddress.test(line)) {
      found.push({ ...at, message: 'names a package registry' });
    }
    if (paths.some((folder) => line.includes(folder))) {
      found.push({ ...at, message: 'names a folder of this machine' });
    }
    return found;
  });
}
