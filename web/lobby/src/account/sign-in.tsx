import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { client } from '../api/client.js';
import { usePlayerId } from '../api/session.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { Page } from '../ui/page.js';

const t = texts.account.signIn;

export function SignInPage() {
  const navigate = useNavigate();
  return <SignIn done={() => void navigate({ to: '/' })} />;
}

/** A page for players: whoever is not signed in does that first, in its place. */
export function Players({ children }: { children: ReactNode }) {
  const playerId = usePlayerId();
  return playerId === undefined ? <SignIn needed /> : <>{children}</>;
}

function SignIn({ done, needed = false }: { done?: () => void; needed?: boolean }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => client.signIn({ email, password }),
    onSuccess: () => done?.(),
  });
  return (
    <Page title={t.title} lead={t.lead} width="narrow">
      {needed && <Notice>{t.need}</Notice>}
      <form
        className="card form"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <Field
          label={t.email}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Field
          label={t.password}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <ProblemNotice error={signIn.error} />
        <Button type="submit" busy={signIn.isPending}>
          {t.submit}
        </Button>
      </form>
      <p className="aside">
        {t.newHere} <Link to="/register">{t.join}</Link>
      </p>
    </Page>
  );
}
