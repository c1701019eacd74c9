import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { WheelCover } from '../games/game-card.js';
import { texts } from '../texts/en-gb.js';
import { percent, shortMoney } from '../texts/formats.js';

const t = texts.tables;

/** The live tables on the floor; a floor without them is a floor. */
export function LiveTables() {
  const { data } = useQuery(reads.tables);
  if (!data || data.data.length === 0) return null;
  return (
    <section className="live-tables" aria-labelledby="live-tables">
      <div className="page-head">
        <h2 id="live-tables">{t.title}</h2>
        <p className="lead">{t.lead}</p>
      </div>
      <ul className="games">
        {data.data.map((table) => (
          <li key={table.tableId}>
            <TableCard table={table} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function TableCard({ table }: { table: Schemas['TableSummary'] }) {
  const { tableId, name, minimum, roundMaximum, returnToPlayer } = table;
  return (
    <article className="game-card">
      <WheelCover />
      <div className="game-card-text">
        <p className="small">{t.kind}</p>
        <h3>{name}</h3>
        <p>{t.taglines[tableId]}</p>
        <p className="small">
          {t.limits(shortMoney(minimum), shortMoney(roundMaximum))}.{' '}
          {texts.games.rtp(percent(returnToPlayer.ratio))}
        </p>
        <Link to="/tables/$tableId" params={{ tableId }} className="button primary" aria-label={t.join(name)}>
          {t.open1}
        </Link>
      </div>
    </article>
  );
}
