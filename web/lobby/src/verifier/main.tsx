import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Verifier } from './verifier.js';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Verifier />
    </StrictMode>,
  );
}
