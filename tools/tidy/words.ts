import { homedir } from 'node:os';
import { type Finding } from './rules.js';
import { type SourceFile } from './source-file.js';

const registryAddress =
  /\bregistry\.[a-z0-9-]+\.(org|com|io|net|dev|internal|local)\b|_auth[T]oken|"resolve[d]": "https?:/i;

/** Addresses of package registries, and paths of the machine this runs on. */
export function wordFindings({ path, text }: SourceFile, root: string): Finding[] {
  const paths = [root, homedir()].filter((folder) => folder.split('/').length > 2);
  return text.split('\n').flatMap((line, index) => {
    const at = { file: path, line: index + 1, rule: 'words' };
    const found: Finding[] = [];
    if (registryAddress.test(line)) {
      found.push({ ...at, message: 'names a package registry' });
    }
    if (paths.some((folder) => line.includes(folder))) {
      found.push({ ...at, message: 'names a folder of this machine' });
    }
    return found;
  });
}
