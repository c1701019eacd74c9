import { useQuery } from '@tanstack/react-query';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { instant } from '../texts/formats.js';
import { Loaded } from '../ui/notice.js';
import { Card } from '../ui/page.js';

const t = texts.games.statement;

/** A round in sentences, and whether its record still derives it. */
export function Statement({ roundId }: { roundId: string }) {
  const statement = useQuery(reads.statement(roundId));
  return (
    <Card title={t.title}>
      <Loaded of={statement}>
        {({ sentences, rederived, keptUntil }) => (
          <>
            <ol className="statement">
              {sentences.map((sentence, index) => (
                <li key={index}>{sentence}</li>
              ))}
            </ol>
            <p className="small">
              {t.rederived[rederived]} {t.kept(instant(keptUntil))}
            </p>
          </>
        )}
      </Loaded>
    </Card>
  );
}
