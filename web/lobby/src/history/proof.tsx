import { useState } from 'react';
import { answerOf, api, type Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { ProblemNotice } from '../ui/notice.js';
import { Card } from '../ui/page.js';
import { handed } from '../verifier/handed.js';

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
      {draws.length > 0 && <CheckIt roundId={round.roundId} />}
      <details>
        <summary>{t.raw}</summary>
        <pre tabIndex={0}>{JSON.stringify(round, null, 2)}</pre>
      </details>
    </Card>
  );
}

/** Hands the proof to the page that derives the round in this browser. */
function CheckIt({ roundId }: { roundId: string }) {
  const [error, setError] = useState<unknown>(undefined);
  const go = async (): Promise<void> => {
    try {
      handed.put(await answerOf(api.GET('/v1/rounds/{id}/proof', { params: { path: { id: roundId } } })));
      location.assign('/lobby/verify-round');
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <>
      <p>
        <Button kind="quiet" onClick={() => void go()}>
          {texts.verifier.link}
        </Button>
      </p>
      <ProblemNotice error={error} />
    </>
  );
}
