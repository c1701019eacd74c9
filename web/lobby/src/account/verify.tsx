import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerOf, api } from '../api/client.js';
import { reads } from '../api/reads.js';
import { usePlayerId } from '../api/session.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Loaded, Notice, ProblemNotice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { Players } from './sign-in.js';

const t = texts.account.verify;

export function VerifyPage() {
  return (
    <Players>
      <Verify />
    </Players>
  );
}

function Verify() {
  const profile = useQuery(reads.profile);
  const queryClient = useQueryClient();
  const verify = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/me/verification')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: reads.profile.queryKey }),
  });
  return (
    <Page title={t.title} lead={t.lead} width="narrow">
      <p className="steps">{texts.account.register.step(3)}</p>
      <Loaded of={profile}>
        {({ verification: { status } }) => (
          <div className="card form">
            {status === 'passed' && <Notice tone="good">{t.passed}</Notice>}
            {status === 'pending' && <Notice>{t.pending}</Notice>}
            {status === 'referred' && <Notice>{t.referred}</Notice>}
            {status === 'failed' && <Notice tone="bad">{t.failed}</Notice>}
            <ProblemNotice error={verify.error} />
            {status === 'passed' ? (
              <Link to="/cashier" className="button primary">
                {t.go}
              </Link>
            ) : (
              <Button busy={verify.isPending} onClick={() => verify.mutate()}>
                {t.submit}
              </Button>
            )}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

/** Reminds a player who is not verified yet; says nothing to all others. */
export function VerifyBanner() {
  const playerId = usePlayerId();
  const { data } = useQuery({ ...reads.profile, enabled: playerId !== undefined });
  if (playerId === undefined || data === undefined || data.verification.status === 'passed') return null;
  return (
    <Notice>
      <p>{t.banner}</p>
      <Link to="/verify" className="button primary">
        {t.submit}
      </Link>
    </Notice>
  );
}
