import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of the repository: its path from the root, with slashes, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

const skipped = new Set(['node_modules', 'dist', '.croupier', '.git', 'coverage', '.env', '__pycache__']);
const binary = /\.(png|jpg|jpeg|gif|ico|webp|woff2?|pdf|zip|gz|tsbuildinfo|log)$/;

/** Every text file below `root` that belongs to the repository. */
export function readFiles(root: string): SourceFile[] {
  const files: SourceFile[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const inner = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (skipped.has(entry.name) || binary.test(entry.name)) continue;
      if (entry.isDirectory()) visit(inner);
      else if (entry.isFile())
        files.push({ path: inner, text: readFileSync(path.join(root, inner), 'utf8') });
    }
  };
  visit('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function isSpec(file: string): boolean {
  return file.endsWith('.spec.ts') || /^((apps|libs|tools|examples)\/[^/]+\/test|e2e)\//.test(file);
}

/** The lines with comments and their contents blanked out, so that a rule sees code alone. */
export function codeLines(text: string): string[] {
  const blank = (match: string): string => match.replace(/[^\n]/g, ' ');
  return text
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/(^|[^:'"`])\/\/.*$/gm, blank)
    .split('\n');
}
