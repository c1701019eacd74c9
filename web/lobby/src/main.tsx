import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api/client.js';
import { LiveConnection } from './api/live.js';
import { router } from './app/router.js';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LiveConnection>
          <RouterProvider router={router} />
        </LiveConnection>
      </QueryClientProvider>
    </StrictMode>,
  );
}
