import { asks, facts, type ServiceDeclaration, services } from '@croupier/contracts';
import { ownerOf } from '@croupier/kernel';

interface Arrow {
  from: string;
  to: string;
  kind: 'ask' | 'fact' | 'watch';
  labels: string[];
}

const nothing: ServiceDeclaration = { asks: [], consumes: [], watches: [] };
const lines = { ask: '-->', fact: '-.->', watch: '-. watches .->' };

/** docs/service-map.md: who asks whom and who hears what, as a picture and as a table. */
export function serviceMapDocument(): string {
  return [
    '# Service map',
    '',
    'Solid arrows are asks (the caller waits for the answer), dotted ones are facts on their way to those who work on',
    'them. Every service also asks `sandbox.list-clocks` and hears `sandbox.clock.moved` where there is a sandbox.',
    'Written by `npm run contracts` from the declarations in `libs/contracts`; the permissions of the broker come from',
    'the same place.',
    '',
    '```mermaid',
    'flowchart LR',
    ...Object.keys(services).map((name) => `  ${node(name)}["${name}"]`),
    ...arrows().map(picture),
    '```',
    '',
    ...Object.keys(services).flatMap(chapter),
  ].join('\n');
}

/** The same for machines: an arrow for all that one service asks of another, or hears from it. */
export function serviceMap(): object {
  return {
    arrows: arrows().map(({ from, to, kind, labels }) => ({ from, to, kind, subjects: labels.length })),
  };
}

function arrows(): Arrow[] {
  const found = new Map<string, Arrow>();
  const add = (from: string, to: string, kind: Arrow['kind'], label: string): void => {
    const key = `${from} ${to} ${kind}`;
    const arrow = found.get(key) ?? { from, to, kind, labels: [] };
    arrow.labels.push(label);
    found.set(key, arrow);
  };
  for (const [name, declared] of Object.entries(services)) {
    for (const { subject } of declared.asks) add(name, ownerOf(subject), 'ask', short(subject));
    for (const { subject } of declared.consumes) add(ownerOf(subject), name, 'fact', short(subject));
    for (const { subject } of declared.watches) add(ownerOf(subject), name, 'watch', short(subject));
  }
  return [...found.values()];
}

function picture({ from, to, kind, labels }: Arrow): string {
  const text = kind === 'watch' ? '' : `|"${labels.join('<br/>')}"|`;
  return `  ${node(from)} ${lines[kind]}${text} ${node(to)}`;
}

function chapter(name: string): string[] {
  const declared = services[name] ?? nothing;
  const own = (list: readonly { subject: string }[]): { subject: string }[] =>
    list.filter(({ subject }) => ownerOf(subject) === name);
  const rows: [string, readonly { subject: string }[]][] = [
    ['answers', own(asks)],
    ['tells', own(facts)],
    ['asks', declared.asks],
    ['hears', declared.consumes],
    ['watches', declared.watches],
  ];
  const filled = rows.filter(([, list]) => list.length > 0);
  const place =
    declared.foreign === undefined ? [] : [`- lives in \`${declared.foreign}\`, and is no app of ours`];
  const text = filled.map(
    ([title, list]) => `- ${title} ${list.map(({ subject }) => `\`${subject}\``).join(', ')}`,
  );
  return [`## ${name}`, '', ...(text.length > 0 ? text : ['Nothing yet.']), ...place, ''];
}

/** `settle-round` of `rpc.wallet.settle-round.v1`; `round.settled` of `evt.wallet.round.settled.v1`. */
function short(subject: string): string {
  return subject.split('.').slice(2, -1).join('.');
}

function node(service: string): string {
  return service.replaceAll('-', '_');
}
