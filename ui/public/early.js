// Asks for the workspace before the program of the page is read: that takes longer than the answer.
window.stewardStarted = window.__TAURI_INTERNALS__?.invoke('start', {
  last: localStorage.getItem('steward.tenant'),
});
window.stewardStarted?.catch(() => {
  // whoever waits for the answer is told
});
