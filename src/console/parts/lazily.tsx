import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failure, Loading } from './states.tsx';

/** A screen that is loaded when somebody goes there. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [, setLoaded] = useState(loaded !== undefined);
    const [error, setError] = useState<unknown>();
    useEffect(() => {
      if (loaded) return;
      load().then((screen) => {
        loaded = screen;
        setLoaded(true);
      }, setError);
    }, []);
    // What is on the disk may be of another build than the page that is open.
    if (error !== undefined)
      return <Failure error={`A part of the console could not be loaded: ${String(error)}`} again={() => location.reload()} />;
    const Screen = loaded;
    return Screen ? <Screen {...props} /> : <Loading what="the screen" />;
  };
}
