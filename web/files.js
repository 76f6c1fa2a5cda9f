// Takes the files out of what was dropped: only the browser's own calls can walk through a folder.
(() => {
  'use strict';
  // No more than this; a folder may be a whole disk.
  const MOST = 20000;

  async function* ofHandle(handle, path) {
    if (handle.kind === 'file') yield [path, await handle.getFile()];
    else for await (const child of handle.values()) yield* ofHandle(child, `${path}/${child.name}`);
  }

  async function* ofEntry(entry, path) {
    if (entry.isFile) yield [path, await new Promise((done, failed) => entry.file(done, failed))];
    else {
      const reader = entry.createReader();
      const next = () => new Promise((done, failed) => reader.readEntries(done, failed));
      for (let some; (some = await next()).length > 0;) {
        for (const child of some) yield* ofEntry(child, `${path}/${child.name}`);
      }
    }
  }

  async function* of({ file, handle, entry }) {
    // Chromium gives no entries to a page that was opened from a disk, but handles.
    const folder = await Promise.resolve(handle).catch(() => null);
    if (folder?.kind === 'directory') yield* ofHandle(folder, folder.name);
    else if (entry?.isDirectory) yield* ofEntry(entry, entry.name);
    else if (file) yield [file.name, file];
  }

  // Gives each file or folder as its name, and its files with their paths. The items are gone once the event is
  // over, so that all are asked at once.
  self.droppedFiles = async items => {
    const roots = Array.from(items, item => item.kind === 'file' && {
      file: item.getAsFile(),
      handle: item.getAsFileSystemHandle?.(),
      entry: item.webkitGetAsEntry?.(),
    }).filter(Boolean);
    const groups = [];
    for (const root of roots) {
      const files = [];
      try {
        for await (const pair of of(root)) {
          files.push(pair);
          if (files.length >= MOST) break;
        }
      } catch { /* What could be opened until here is read; the page says when it is nothing. */ }
      groups.push([root.entry?.name ?? root.file?.name ?? '', files]);
    }
    return groups;
  };
})();
