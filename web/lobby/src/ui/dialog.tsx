import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** It must be answered by one of its own buttons: Escape does not close it. */
  insistent?: boolean;
  children: ReactNode;
}

/** A dialogue over the page, which waits meanwhile. */
export function Dialog({ title, open, onClose, insistent = false, children }: DialogProps) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) {
      dialog?.showModal();
      // A reader starts at the title, not at the first button, which may stand below a page of terms.
      dialog?.querySelector('h2')?.focus();
    }
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        if (insistent) event.preventDefault();
      }}
      onClose={onClose}
    >
      {open && (
        <>
          <h2 id={id} tabIndex={-1}>
            {title}
          </h2>
          {children}
        </>
      )}
    </dialog>
  );
}
