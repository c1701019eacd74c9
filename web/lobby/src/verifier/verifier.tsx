import { type ChangeEvent, useId, useState } from 'react';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { Card, Page } from '../ui/page.js';
import { type Verdict, verdictOf } from './check.js';
import { handed } from './handed.js';

const t = texts.verifier;

/** Takes a proof and derives its round again, in this browser alone. */
export function Verifier() {
  const [text, setText] = useState(() => handed.read());
  const [verdict, setVerdict] = useState<Verdict | undefined>(undefined);
  const write = (next: string): void => {
    setText(next);
    setVerdict(undefined);
  };
  const open = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const [file] = target.files ?? [];
    void file?.text().then(write);
  };
  const [textId, fileId] = [useId(), useId()];
  return (
    <main className="verifier">
      <Page title={t.title} lead={t.lead}>
        <Card>
          <div className="field">
            <label htmlFor={fileId}>{t.file}</label>
            <input id={fileId} type="file" accept="application/json,.json" onChange={open} />
          </div>
          <div className="field">
            <label htmlFor={textId}>{t.proof}</label>
            <textarea
              id={textId}
              rows={12}
              spellCheck={false}
              value={text}
              onChange={({ target }) => write(target.value)}
            />
          </div>
          <Button disabled={text.trim() === ''} onClick={() => setVerdict(verdictOf(text))}>
            {t.check}
          </Button>
        </Card>
        {verdict && <Result verdict={verdict} />}
        <p className="small">{t.how}</p>
        <p>
          <a href="/lobby/history">{t.back}</a>
        </p>
      </Page>
    </main>
  );
}

function Result({ verdict }: { verdict: Verdict }) {
  if (verdict.kind === 'no-json') return <Notice tone="bad">{t.noJson}</Notice>;
  if (verdict.kind === 'no-proof') return <Notice tone="bad">{t.noProof(verdict.missing.join(', '))}</Notice>;
  return (
    <>
      <Notice tone={verdict.holds ? 'good' : 'bad'}>{verdict.holds ? t.holds : t.fails}</Notice>
      <Card title={t.checks}>
        <ul className="checks">
          {verdict.checks.map(({ what, holds, detail }) => (
            <li key={what} className={holds ? 'holds' : 'fails'}>
              <strong>
                <span aria-hidden="true">{holds ? '✓' : '✗'}</span> {t.parts[what]}
              </strong>{' '}
              <span className="sr-only">{holds ? t.yes : t.no}</span> {detail}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
