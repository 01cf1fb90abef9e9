"""What would this file change in the ledgers, and shall it?"""

from engine.screen import (
    show,
    show_filters,
    show_import,
    show_import_batches,
    show_import_matching,
    show_import_preview,
)

view = show_filters.choose()
at = show_import.where(view)
show.heading(view, at.title)
show_import_batches.found_at_start(view)
show_import.said()
show_import.file_box(view, at)

if at.job:
    show_import.at_work(at.job)
elif at.done:
    show_import.told(view, at.done)
elif at.looked and at.looked.preview:
    found = at.looked.preview
    show_import_preview.counts(found)
    show_import_preview.moved(view, at)
    show_import_preview.decide(view, at)
    show_import_matching.places(view, found)
    show_import_preview.rows(view, found)
    show_import_preview.reading(found)
elif at.looked:
    show_import.refused(view, at.looked)
    show_import_matching.headers(view, at)

show_import_batches.template_files(view, at)
show_import_batches.listed(view)
