import { appShape, fileRules, type Finding, folderSizes } from './rules.js';
import { readFiles, type SourceFile } from './source-file.js';
import { wordFindings } from './words.js';

/** Everything that is untidy among the files given. */
export function findingsIn(files: readonly SourceFile[], root: string): Finding[] {
  return [
    ...files.flatMap((file) => [...fileRules.flatMap((rule) => rule(file)), ...wordFindings(file, root)]),
    ...appShape(files),
    ...folderSizes(files),
  ];
}

/** Everything that is untidy in the repository at `root`. */
export function tidy(root: string): Finding[] {
  return findingsIn(readFiles(root), root);
}

/** `apps/x/src/y.ts:3  float-money  message`. */
export function print({ file, line, rule, message, warning }: Finding): string {
  return `${file}${line === undefined ? '' : `:${line}`}  ${warning ? 'warning ' : ''}${rule}  ${message}`;
}
