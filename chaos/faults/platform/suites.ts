import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../../..');

/** What came of the suites of one app. */
export interface Ran {
  suites: number;
  passed: number;
  /** How long they took one after the other, in ms. */
  ms: number;
  /** Of each test that failed: its name and why, in one line. */
  failed: string[];
}

interface JestSuite {
  name: string;
  message: string;
  startTime: number;
  endTime: number;
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
}

/** Runs the suites whose paths match, with real servers, as `npm test` does. @returns what came of them, by app */
export async function runSuites(
  pattern: string,
  environment: Record<string, string>,
  options: readonly string[] = [],
): Promise<Map<string, Ran>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'croupier-suites-'));
  const file = path.join(directory, 'report.json');
  try {
    await jest(
      ['--selectProjects', 'int', '--testPathPatterns', pattern, '--json', '--outputFile', file, ...options],
      environment,
    );
    const { testResults } = JSON.parse(await readFile(file, 'utf8')) as { testResults: JestSuite[] };
    const appOf = ({ name }: JestSuite): string => path.relative(root, name).split('/')[1] ?? '';
    const apps = [...new Set(testResults.map(appOf))];
    return new Map(apps.map((app) => [app, ranIn(testResults.filter((suite) => appOf(suite) === app))]));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function ranIn(suites: readonly JestSuite[]): Ran {
  const tests = suites.flatMap(({ name, message, assertionResults }) =>
    // A suite that could not even begin has no tests, and a message.
    assertionResults.length === 0
      ? [{ status: 'failed', fullName: path.basename(name), failureMessages: [message] }]
      : assertionResults,
  );
  const failed = tests.filter(({ status }) => status === 'failed');
  return {
    suites: suites.length,
    passed: tests.filter(({ status }) => status === 'passed').length,
    ms: suites.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0),
    failed: failed.map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`),
  };
}

const firstLine = (text = ''): string => text.trim().split('\n')[0] ?? '';

/** Ends when Jest does; what it found is in its report. */
function jest(options: readonly string[], environment: Record<string, string>): Promise<void> {
  const { NODE_COMPILE_CACHE: _, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    [
      ...[
        '--disable-warning=ExperimentalWarning',
        '--experimental-vm-modules',
        'node_modules/jest/bin/jest.js',
      ],
      ...options,
    ],
    { cwd: root, env: { ...inherited, ...environment }, stdio: 'ignore' },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
