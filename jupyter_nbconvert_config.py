"""Makes `jupyter nbconvert --to notebook --execute --inplace notebooks/*.ipynb` repeat to the byte.

Read by nbconvert when it is started in the project's folder.
"""

c = get_config()  # noqa: F821 - given by Jupyter
c.ExecutePreprocessor.record_timing = False
c.KernelManager.transport = "ipc"
c.ExecutePreprocessor.kernel_name = "python3"
c.NotebookExporter.preprocessors = ["analysis.pipeline.notebooks.stable"]
