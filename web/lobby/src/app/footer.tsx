import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { client } from '../api/client.js';
import { usePlayerId } from '../api/session.js';
import { clock } from '../texts/formats.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';

/** Who may play, where help is, what time it is, and the way out. */
export function Footer() {
  const playerId = usePlayerId();
  const { footer, nav } = texts;
  return (
    <footer className="bottom">
      <p>
        <strong className="adult">{footer.adult}</strong> {footer.words}
      </p>
      <p>{footer.help}</p>
      <p className="bottom-row">
        <TimeOfDay />
        <a href="/docs">{footer.api}</a>
        {playerId !== undefined && <SignOut label={nav.signOut} />}
      </p>
    </footer>
  );
}

/** The time of day: a casino without a clock is a trap. */
function TimeOfDay() {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span>
      {texts.footer.time} <time dateTime={now.toISOString()}>{clock(now)}</time>
    </span>
  );
}

function SignOut({ label }: { label: string }) {
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    setBusy(true);
    await client.signOut().finally(() => setBusy(false));
    await navigate({ to: '/' });
  };
  return (
    <Button kind="quiet" busy={busy} onClick={() => void leave()}>
      {label}
    </Button>
  );
}
