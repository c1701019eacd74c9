import type { Outcome, Report } from './report.js';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};
/** XML 1.0 has no way to write these, not even as entities: control characters, and halves of a pair. */
function isUnwritable(character: string): boolean {
  if (character < ' ') return character !== '\n' && character !== '\t';
  return character.length === 1 && (character > '\ufffd' || (character >= '\ud800' && character < '\ue000'));
}

function escaped(text: string): string {
  const parts = [...text].map((character) =>
    isUnwritable(character) ? '\ufffd' : (entities[character] ?? character),
  );
  return parts.join('');
}

/** The report as what runs builds reads as results of tests: a check is a case, and one that was not run is skipped. */
export function junitOf({ side, target, at, outcomes }: Report): string {
  const count = (result: Outcome['result']): number => outcomes.filter((one) => one.result === result).length;
  const seconds = (ms: number): string => (ms / 1000).toFixed(3);
  const whole = outcomes.reduce((sum, { ms }) => sum + ms, 0);
  const counts = `tests="${outcomes.length}" failures="${count('failed')}" errors="0" skipped="${count('not run')}" time="${seconds(whole)}"`;
  const cases = outcomes.map((outcome) => {
    const { id, title, ms } = outcome;
    const name = `classname="conformance.${side}" name="${id} ${escaped(title)}" time="${seconds(ms)}"`;
    return `    <testcase ${name}>${inside(outcome)}</testcase>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="conformance" ${counts}>
  <testsuite name="${side === 'wallet' ? 'operator wallet' : 'game server'}" timestamp="${escaped(at)}" ${counts}>
    <properties><property name="target" value="${escaped(target)}"/></properties>
${cases.join('\n')}
  </testsuite>
</testsuites>
`;
}

function inside({ result, remarks, notes, figures }: Outcome): string {
  const all = escaped(remarks.join('\n'));
  const first = escaped(remarks[0] ?? '');
  const measured = [...notes, ...Object.entries(figures).map(([name, value]) => `${name}: ${value}`)];
  const said =
    result === 'failed'
      ? `<failure message="${first}">${all}</failure>`
      : result === 'not run'
        ? `<skipped message="${first}"/>`
        : '';
  return `${said}${measured.length > 0 ? `<system-out>${escaped(measured.join('\n'))}</system-out>` : ''}`;
}
