import { useEffect } from 'preact/hooks';

/** Names the page by what it shows: tabs and the history of a browser are told apart by it. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – fake-sfn`;
  }, [title]);
}
