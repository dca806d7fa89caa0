import './theme/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { startFocusKeeper } from './components/focus-keeper';
import { startProgress } from './components/progress';
import { replaceHost } from './host/host';
import { startScheme } from './theme/color-scheme';
import { startZoom } from './theme/zoom';

async function start() {
  // a plain browser has no shell: `npm run dev` then shows a small invented tenant; the build leaves this out
  if (import.meta.env.DEV && !('__TAURI_INTERNALS__' in window)) {
    const { fakeHost } = await import('./host/fake/fake');
    replaceHost(fakeHost(new URLSearchParams(window.location.pathname.slice(1))));
  }
  startScheme();
  startZoom();
  startFocusKeeper();
  startProgress();
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  }
}

start();
