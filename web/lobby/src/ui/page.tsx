import { type ReactNode, useEffect } from 'react';
import { texts } from '../texts/en-gb.js';

interface PageProps {
  title: string;
  lead?: ReactNode;
  /** `narrow` for a form, `wide` for a game. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** A page: its title names the tab and is where the reader starts after a navigation. */
export function Page({ title, lead, width, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ${texts.brand}`;
  }, [title]);
  return (
    <div className={`page ${width ?? ''}`}>
      <header className="page-head">
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </header>
      {children}
    </div>
  );
}

/** A titled part of a page. */
export function Card({ title, children, id }: { title?: string; children: ReactNode; id?: string }) {
  return (
    <section className="card" id={id}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}
