import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Fault } from './run.mjs';

/** The version of Node this repository pins for this platform, for example `24.21.0`; undefined if it has none. */
export function pinnedVersion(root) {
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return optionalDependencies?.[`node-${process.platform}-${process.arch}`];
}

/**
 * The program of the pinned Node to continue under; undefined when we run under it already, or when this platform
 * has no package of it and ours is new enough.
 */
export function pinnedNode(root) {
  const version = pinnedVersion(root);
  if (version === process.versions.node) return undefined;
  const node = path.join(root, 'node_modules', '.bin', 'node');
  if (version !== undefined && existsSync(node)) {
    try {
      execFileSync(node, ['--version'], { stdio: 'ignore' });
      return realpathSync(node);
    } catch {
      // Built for another C library (Alpine, for example): our own Node may do.
    }
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return undefined;
  const platform = `${process.platform}-${process.arch}`;
  const why =
    version === undefined
      ? `there is no package of Node for ${platform}`
      : `the pinned Node does not run here (${platform})`;
  throw new Fault(
    `${why}, and Node ${process.versions.node} is too old to do without it.`,
    'install Node 24 and run the same command with it',
  );
}

/** The environment for everything that runs under the pinned Node. */
export function childEnvironment(root) {
  const bin = path.join(root, 'node_modules', '.bin');
  const rest = (process.env.PATH ?? '').split(path.delimiter).filter((entry) => entry !== bin);
  return {
    ...process.env,
    PATH: [bin, ...rest].join(path.delimiter),
    NODE_COMPILE_CACHE: path.join(root, '.croupier', 'cache', 'compile'),
  };
}
