import { useInfiniteQuery } from '@tanstack/react-query';
import { reads } from '../api/reads.js';
import { activityName } from '../texts/activity.js';
import { texts } from '../texts/en-gb.js';
import { instant } from '../texts/formats.js';
import { Loaded } from '../ui/notice.js';
import { Older, rowsOf } from '../ui/older.js';
import { Card } from '../ui/page.js';

const t = texts.account.settings;

/** What the house wrote down about the account. */
export function Activity() {
  const activity = useInfiniteQuery(reads.activity);
  return (
    <Card title={t.activity}>
      <Loaded of={activity}>
        {(data) => (
          <ul className="rows">
            {rowsOf(data).map(({ id, kind, at }) => (
              <li key={id}>
                <span>{activityName(kind)}</span>
                <span className="small">{instant(at)}</span>
              </li>
            ))}
            {rowsOf(data).length === 0 && <li>{t.none}</li>}
          </ul>
        )}
      </Loaded>
      <Older of={activity} />
    </Card>
  );
}
