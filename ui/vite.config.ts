/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [react()],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // WebKitGTK 2.50 is the engine of Safari 26; WebView2 and WKWebView are at least as new as these.
    target: ['safari17', 'chrome120'],
    // Everything is read from the disk of this computer: nothing is gained by inlining, and the
    // Content-Security-Policy of the window allows no data: fonts.
    assetsInlineLimit: 0,
    // The screens are read apart from each other; their styles are one file, in one order, there from the start.
    cssCodeSplit: false,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
});
