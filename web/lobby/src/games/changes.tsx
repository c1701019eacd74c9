import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { instant } from '../texts/formats.js';
import { Notice } from '../ui/notice.js';

const t = texts.games.changes;

/** That a game or a table is closed, and what became of it last: nobody sits down at another game than they think. */
export function GameChanges({
  game,
}: {
  game: Pick<Schemas['GameDetail'], 'offlineSince' | 'change' | 'version'>;
}) {
  const { offlineSince, change, version } = game;
  return (
    <>
      {offlineSince !== undefined && <Notice>{t.closed(instant(offlineSince))}</Notice>}
      {change && (
        <Notice>
          {t.changed(version, instant(change.since), change.previousVersion)} {change.whatChanges}
        </Notice>
      )}
    </>
  );
}
