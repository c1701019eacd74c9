import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LaunchFault } from './fault.js';
import { readJson } from './home.js';

interface NestCli {
  projects?: Record<string, { type?: string; sourceRoot?: string }>;
}

/** Names of the apps nest-cli.json lists, in its order. */
export function listedApps(root: string): string[] {
  const cli = readJson<NestCli>(path.join(root, 'nest-cli.json'));
  if (cli?.projects === undefined) {
    throw new LaunchFault(`${root} has no nest-cli.json with projects`, 'start inside a complete clone');
  }
  return Object.entries(cli.projects)
    .filter(([, project]) => project.type === 'application')
    .map(([name]) => name);
}

/** The built file of an app. */
export function builtFile(root: string, app: string, file: 'main.js' | 'service.js'): string {
  return path.join(root, 'dist', 'apps', app, 'src', file);
}

/** Whether an app has been built and can be started. */
export function isBuilt(root: string, app: string): boolean {
  return existsSync(builtFile(root, app, 'main.js')) && existsSync(builtFile(root, app, 'service.js'));
}

/** A module's URL that import() takes on every platform, blanks in the path included. */
export function moduleUrl(file: string): string {
  return pathToFileURL(file).href;
}
