/** 待ちの色の名称: what amber and red mean, for whoever does not see colours. */
export const toneLabels = { calm: '', amber: '注意', red: '超過' } as const;

/** Class of a tag for a tone. */
export const toneClasses = { calm: '', amber: 'open', red: 'bad' } as const;
