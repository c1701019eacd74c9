import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Players } from '../account/sign-in.js';
import { answerOf, api, isPassing } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Loaded, Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';

const t = texts.cashier;
const open = new Set(['created', 'pending', 'captured']);

/** Back from the provider's page: how the newest deposit stands, until it stands still. */
export function ReturnPage() {
  return (
    <Players>
      <Page title={t.back.title} width="narrow">
        <Newest />
      </Page>
    </Players>
  );
}

function Newest() {
  const deposits = useQuery({
    queryKey: ['deposits', 'newest'],
    queryFn: () => answerOf(api.GET('/v1/deposits', { params: { query: { limit: 1 } } })),
    refetchInterval: ({ state: { data, error } }) =>
      isPassing(error) || open.has(data?.data[0]?.status ?? '') ? 1_000 : false,
  });
  return (
    <Loaded of={deposits}>
      {({ data: [deposit] }) =>
        deposit === undefined ? (
          <Notice>{t.back.none}</Notice>
        ) : (
          <div className="card form">
            <p className="sum">{money(deposit.amount)}</p>
            <Notice tone={toneOf(deposit.status)}>
              {open.has(deposit.status) ? t.back.waiting : t.depositStatus[deposit.status]}
            </Notice>
            <Link to="/" className="button primary">
              {t.back.toTables}
            </Link>
            <Link to="/cashier" className="button quiet">
              {t.back.toCashier}
            </Link>
          </div>
        )
      }
    </Loaded>
  );
}

function toneOf(status: string): 'good' | 'bad' | 'plain' {
  if (status === 'credited') return 'good';
  return status === 'failed' || status === 'expired' ? 'bad' : 'plain';
}
