import { toast } from './toast';

/** Puts a text into the clipboard, and says so. */
export function copied(text: string, said: string) {
  navigator.clipboard.writeText(text).then(
    () => toast(said),
    () => toast('The clipboard cannot be written', { tone: 'problem' }),
  );
}
