import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Outcome, runAll, runIn } from './runner.js';
import { fixes, type Step, steps } from './steps.js';

const program = (name: string, code: string): Step => ({ name, command: ['-e', code] });
const run = runIn(process.cwd());

describe('runIn', () => {
  it('tells success from failure and keeps what was printed on both streams', async () => {
    expect(await run(program('good', 'console.log("x")'))).toMatchObject({ passed: true, output: 'x\n' });
    const bad = await run(program('bad', 'console.log("out"); console.error("err"); process.exit(3)'));
    expect(bad.passed).toBe(false);
    expect(bad.output).toContain('out');
    expect(bad.output).toContain('err');
  });

  it('a step that dies of a signal has failed', async () => {
    const killed = await run(program('killed', 'process.kill(process.pid, "SIGKILL")'));
    expect(killed).toMatchObject({ passed: false, output: expect.stringContaining('SIGKILL') });
  });

  it('hands on the variables of the step', async () => {
    const step = { ...program('env', 'console.log(process.env.WHO)'), env: { WHO: 'me' } };
    expect((await run(step)).output).toBe('me\n');
  });
});

describe('the steps', () => {
  it.each([...steps, ...fixes].map(({ name, command }) => [name, command[0]]))(
    '%s is a program',
    (_, file) => {
      const source = file.replace(/^dist\/(.*)\.js$/, '$1.ts');
      expect(existsSync(path.resolve(import.meta.dirname, '../..', source))).toBe(true);
    },
  );
});

describe('runAll', () => {
  it('runs all in spite of a failure, two at a time, and reports each', async () => {
    let now = 0;
    let most = 0;
    const lines: string[] = [];
    const fake = async ({ name }: Step): Promise<Outcome> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      return { step: name, passed: name !== 'b', seconds: 1.25, output: '' };
    };
    const steps = ['a', 'b', 'c', 'd', 'e'].map((name) => program(name, ''));
    const outcomes = await runAll(steps, fake, 2, (line) => lines.push(line));
    expect(most).toBe(2);
    expect(outcomes.filter(({ passed }) => !passed).map(({ step }) => step)).toEqual(['b']);
    expect(outcomes).toHaveLength(5);
    expect(lines).toContain('✗ b  1.3 s');
  });
});
