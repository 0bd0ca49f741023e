"""How the policy layers look: one table (`resources/styles/tabel.yaml`) and the QGIS XML that is made of it."""
