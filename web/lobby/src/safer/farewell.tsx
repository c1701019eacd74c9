import { useEffect } from 'react';
import type { Schemas } from '../api/client.js';
import { tokens } from '../api/session.js';
import { texts } from '../texts/en-gb.js';
import { day } from '../texts/formats.js';
import { Card, Page } from '../ui/page.js';

const t = texts.safer.exclusion;

/** The last page of an excluded player: every session is over. */
export function Farewell({ restriction }: { restriction: Schemas['Restriction'] }) {
  useEffect(() => tokens.write(undefined), []);
  return (
    <Page title={t.done} width="narrow">
      <Card>
        {restriction.until && <p>{t.doneUntil(day(restriction.until))}</p>}
        <p>{t.doneCash}</p>
        <p>{texts.safer.help.words}</p>
      </Card>
    </Page>
  );
}
