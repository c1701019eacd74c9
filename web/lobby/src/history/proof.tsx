import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { Card } from '../ui/page.js';

const t = texts.games.history;

interface Draws {
  definitionHash?: string;
  draws?: { value: number; bound: number }[];
}

/** What derives the round again: the definition's fingerprint, the draws, and the outcome as the ledger holds it. */
export function Proof({ round }: { round: Schemas['Round'] }) {
  const { definitionHash, draws = [] } = round.outcome as Draws;
  return (
    <Card title={t.proof}>
      <p>{t.proofLead}</p>
      {definitionHash !== undefined && (
        <p className="small">
          {texts.games.slot.hash}: <code>{definitionHash}</code>
        </p>
      )}
      {draws.length > 0 && (
        <>
          <h3>{t.draws}</h3>
          <ol className="draws">
            {draws.map(({ value, bound }, index) => (
              <li key={index}>{t.draw(value, bound)}</li>
            ))}
          </ol>
        </>
      )}
      <details>
        <summary>{t.raw}</summary>
        <pre tabIndex={0}>{JSON.stringify(round, null, 2)}</pre>
      </details>
    </Card>
  );
}
