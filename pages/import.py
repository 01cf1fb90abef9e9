"""What would this file change in the ledgers, and shall it?"""

from engine.screen import board, import_batches, import_page, import_preview, sidebar

view = sidebar.choose()
at = import_page.where(view)
board.title(view, at.title)
import_batches.found_at_start(view)
import_page.said()
import_page.file_box(view, at)

if at.job:
    import_page.at_work(at.job)
elif at.done:
    import_page.told(view, at.done)
elif ready := at.ready:
    found = ready.found
    import_preview.counts(view, found)
    import_preview.moved(view, ready)
    import_preview.decide(view, ready)
    import_preview.places(view, found)
    import_preview.rows(view, found)
    import_preview.reading(found)
elif at.looked:
    import_page.refused(view, at.looked)
    import_preview.headers(view, at.looked)

import_batches.template_files(view, at)
import_batches.listed(view)
