import {createContext, type ComponentChildren} from 'preact';
import {useContext, useLayoutEffect, useState} from 'preact/hooks';

import {speak} from './api/client.ts';
import type {Language} from './dates.ts';
import {english} from './words/english.ts';
import {french, type Words} from './words/french.ts';

const KEPT_AS = 'parcours.language';
const WORDS: Record<Language, Words> = {fr: french, en: english};

interface Speech {
  language: Language;
  words: Words;
  choose: (language: Language) => void;
}
const Spoken = createContext<Speech>({language: 'fr', words: french, choose: () => {}});

export const useSpeech = (): Speech => useContext(Spoken);

export function Speaking({children}: {children: ComponentChildren}) {
  const [language, choose] = useState<Language>(() => (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'fr'));
  speak(language);
  useLayoutEffect(() => {
    localStorage.setItem(KEPT_AS, language);
    document.documentElement.lang = language;
  }, [language]);
  return <Spoken.Provider value={{language, words: WORDS[language], choose}}>{children}</Spoken.Provider>;
}
