"""The jobs behind the front doors: check many plan areas, write texts, look a package over, hand out the demonstration.

The command line and Processing share them, so that both write the same bytes. No QGIS, and no reading of maps: what is
checked comes from `storage` or `qgis_io`.
"""
